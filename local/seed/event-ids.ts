/** Ids of the sample events. */
export const eventIds = {
  homecoming: 'event-homecoming',
  forum: 'event-forum',
  reunion: 'event-reunion',
  lecture: 'event-lecture',
  concert: 'event-concert',
  sports: 'event-sports',
  dinner: 'event-dinner',
  reading: 'event-reading',
  cancelled: 'event-cancelled',
  draft: 'event-draft',
} as const
