/** Builds anew what a changed source belongs to, and nothing else, while people work on it. */
import path from 'node:path'

/** One thing that is built from sources. */
export interface Product {
  /** Whether it is made from this file; paths are absolute. */
  isMadeFrom(file: string): boolean
  /** Builds it and puts it to use; what was built before stays when this rejects. */
  build(): Promise<void>
}

export interface LiveReloadOptions {
  readonly folders: readonly string[]
  readonly products: readonly Product[]
  /** All products are up to date again. */
  onBuilt(): void
  onError(error: Error): void
}

export interface LiveReload {
  close(): Promise<void>
}

/**
 * Editors write a file in several steps, and a checkout writes many: what comes this close together is one change.
 * chokidar swallows a second change of a file within 50 ms, so no build may read the file before these are over.
 */
const gatherMs = 60

/** Watches until closed. Resolves when every folder is being watched. */
export async function startLiveReload(options: LiveReloadOptions): Promise<LiveReload> {
  // Loaded here, because nothing else at the start needs it.
  const { watch } = await import('chokidar')
  const rebuild = rebuilder(options)
  const watcher = watch([...options.folders], {
    ignoreInitial: true,
    ignored: (file) =>
      /[\\/](miniprogram_npm|node_modules)([\\/]|$)/.test(file) || path.basename(file) === '.DS_Store',
  })
  watcher.on('all', (_event, file) => rebuild.changed(file))
  watcher.on('error', (error) => {
    console.warn(
      `Some changes will not be noticed (${(error as Error).message}): start again after making them.`,
    )
  })
  await new Promise<void>((resolve) => watcher.once('ready', resolve))
  return {
    close: async () => {
      await watcher.close()
      await rebuild.stop()
    },
  }
}

/**
 * Decides what to build and when, without knowing how changes are found.
 * Builds one after another; a product whose build failed is tried again at the next change, whatever changed.
 */
export function rebuilder({ products, onBuilt, onError }: Omit<LiveReloadOptions, 'folders'>) {
  const stale = new Set<Product>()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()

  async function buildStale(): Promise<void> {
    const building = [...stale]
    if (building.length === 0) return
    const results = await Promise.allSettled(
      building.map(async (product) => {
        stale.delete(product)
        await product.build().catch((error: unknown) => {
          stale.add(product)
          throw error
        })
      }),
    )
    const failure = results.find((result) => result.status === 'rejected')
    if (failure) onError(failure.reason as Error)
    else onBuilt()
  }

  return {
    changed(file: string): void {
      const touched = products.filter((product) => product.isMadeFrom(file))
      if (touched.length === 0) return
      for (const product of touched) stale.add(product)
      clearTimeout(timer)
      timer = setTimeout(() => {
        running = running.then(buildStale)
      }, gatherMs)
    },
    async stop(): Promise<void> {
      clearTimeout(timer)
      await running
    },
  }
}
