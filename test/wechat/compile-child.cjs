/**
 * Compiles a project with WeChat's project compiler and writes what it made; a process of its own, because the
 * compiler keeps workers alive, chats on stdout and leaves folders where it runs.
 *
 * node compile-child.cjs <folder of miniprogram-ci> <project> <out>
 *   <out>/package/**      the compiled files
 *   <out>/report.json     {"quality":[{name,success,text,detail}]} or {"refusal":{"message","file"}}
 *
 * https://developers.weixin.qq.com/miniprogram/dev/devtools/ci.html
 */
const fs = require('node:fs')
const path = require('node:path')

const [ciFolder, projectFolder, outFolder] = process.argv.slice(2)
const ci = require(ciFolder)

const projectAt = (folder) =>
  new ci.Project({
    appid: 'wx0000000000000000',
    type: 'miniProgram',
    projectPath: folder,
    // Only signs requests, and none is made: the limits of the account are the only thing it would ask for.
    privateKey: 'none',
    attr: async () => ci.DefaultProjectAttr,
  })

async function compile() {
  const project = projectAt(projectFolder)
  const files = await ci.getCompiledResult({
    project,
    setting: { useProjectConfig: true },
    onProgressUpdate() {},
  })
  const compiledFolder = path.join(outFolder, 'package')
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(compiledFolder, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, content)
  }
  return compiledFolder
}

/** The rules look at compiled files: they cannot follow an import of a .ts file. */
async function checkQuality(compiledFolder) {
  const configuration = JSON.parse(fs.readFileSync(path.join(projectFolder, 'project.config.json'), 'utf8'))
  const judgedFolder = path.join(outFolder, 'judged')
  fs.cpSync(compiledFolder, judgedFolder, { recursive: true })
  fs.writeFileSync(
    path.join(judgedFolder, 'project.config.json'),
    JSON.stringify({
      ...configuration,
      miniprogramRoot: '',
      setting: { ...configuration.setting, useCompilerPlugins: false },
    }),
  )
  return ci.checkCodeQuality(projectAt(judgedFolder))
}

function finish(report) {
  fs.mkdirSync(outFolder, { recursive: true })
  fs.writeFileSync(path.join(outFolder, 'report.json'), JSON.stringify(report))
  process.exit(0)
}

compile()
  .then(checkQuality)
  .then((quality) => finish({ quality }))
  .catch((error) => finish({ refusal: { message: String(error.message ?? error), file: error.path ?? '' } }))
