import { describe, expect, it, vi } from 'vitest'
import { openDesktopBench } from './desktop-bench'
import { preventable, record } from './stand-in/record'

vi.mock('electron', () => import('./stand-in/electron'))

const settled = () => new Promise(setImmediate)

async function openPage() {
  const { window, defects } = openDesktopBench()
  await settled()
  return { contents: window().webContents, defects }
}

describe('a page', () => {
  it('can’t go anywhere but load itself anew', async () => {
    const { contents } = await openPage()
    const targets = [
      'https://example.com/',
      'http://127.0.0.1:4700/',
      'file:///etc/passwd',
      'app://other/',
      'app://baton/runs',
      'app://baton.example.com/',
      'data:text/html,<script>1</script>',
      'javascript:alert(1)',
      'blob:app://baton/1',
      'about:blank',
    ]
    for (const event of ['will-navigate', 'will-frame-navigate']) {
      for (const url of targets) {
        const navigation = preventable({ url, isMainFrame: true })
        contents.emit(event, navigation)
        expect(navigation.defaultPrevented, `${event} ${url}`).toBe(true)
      }
      const reload = preventable({ url: contents.getURL(), isMainFrame: true })
      contents.emit(event, reload)
      expect(reload.defaultPrevented).toBe(false)
    }
  })

  it('can’t bring anything into a frame, not even itself', async () => {
    const { contents } = await openPage()
    const navigation = preventable({ url: contents.getURL(), isMainFrame: false })
    contents.emit('will-frame-navigate', navigation)
    expect(navigation.defaultPrevented).toBe(true)
  })

  it('can’t be redirected, and can’t attach a webview', async () => {
    const { contents } = await openPage()
    for (const event of ['will-redirect', 'will-attach-webview']) {
      const happening = preventable({ url: contents.getURL(), isMainFrame: true })
      contents.emit(event, happening)
      expect(happening.defaultPrevented, event).toBe(true)
    }
  })

  it('opens no window; links go to the browser and to the mail program, and nowhere else', async () => {
    const { contents } = await openPage()
    const allowed = ['https://example.com/a?b=c#d', 'mailto:someone@example.com', 'HTTPS://EXAMPLE.COM/x']
    const refused = [
      'http://example.com/',
      'file:///C:/Windows/System32/calc.exe',
      'app://baton/',
      'javascript:alert(1)',
      'data:text/html,x',
      'ms-msdt:/id',
      'smb://host/share',
      'vscode://file/x',
      '//example.com',
      'https:',
      'not a url',
      '',
    ]
    for (const url of [...allowed, ...refused]) expect(contents.askToOpen(url), url).toBe('deny')
    expect(record.openedExternally).toEqual([
      'https://example.com/a?b=c#d',
      'mailto:someone@example.com',
      'https://example.com/x',
    ])
  })

  it('gets no permission but to write what the user copies', async () => {
    await openPage()
    const { request, check, device } = record.permissions
    const permissions = [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'clipboard-sanitized-write',
      'openExternal',
      'fullscreen',
      'fileSystem',
      'usb',
      'unknown',
    ]
    const granted: string[] = []
    for (const permission of permissions) {
      request?.(null, permission, (isGranted) => isGranted && granted.push(`request ${permission}`))
      if (check?.(null, permission) === true) granted.push(`check ${permission}`)
    }
    expect(granted).toEqual(['request clipboard-sanitized-write', 'check clipboard-sanitized-write'])
    expect(device?.({ deviceType: 'usb' })).toBe(false)
  })
})
