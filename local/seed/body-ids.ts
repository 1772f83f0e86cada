/** Ids of the bodies by which the rest of the sample world names them. */
export const bodyIds = {
  university: 'jiangcheng',
  civil: 'college-civil',
  mechanical: 'college-mechanical',
  materials: 'college-materials',
  computing: 'college-computing',
  economics: 'college-economics',
  foundation: 'foundation',
  beijing: 'branch-beijing',
  shenzhen: 'branch-shenzhen',
  bridges: 'association-bridges',
} as const
