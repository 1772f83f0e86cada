/** How heavy each package is, as WeChat counts it, and how heavy it may be. */
import type { CompiledProject } from './compiler'
import { mainPackage } from './links'

/** WeChat refuses 2 MB; we keep to what opens fast on a slow network. */
const mostMainBytes = 400 * 1024
const mostSubPackageBytes = 300 * 1024

export interface PackageSize {
  /** A subpackage's root such as `giving/`, or `mainPackage`. */
  readonly name: string
  readonly bytes: number
  readonly mostBytes: number
}

/** The packages with their sizes, the main package first. */
export function packageSizes({ quality }: Pick<CompiledProject, 'quality'>): readonly PackageSize[] {
  const counted = quality.find(({ name }) => name === 'PACKAGE_SIZE_LIMIT')?.detail
  if (typeof counted !== 'object' || counted === null)
    throw new Error('miniprogram-ci did not say how large the packages are')
  return Object.entries(counted as Record<string, number>)
    .map(([name, bytes]) => ({
      name,
      bytes,
      mostBytes: name === mainPackage ? mostMainBytes : mostSubPackageBytes,
    }))
    .sort((one, other) => Number(other.name === mainPackage) - Number(one.name === mainPackage))
}

export const inKilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`
