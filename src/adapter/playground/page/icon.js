import { html } from './lib.js';

const PATHS = {
  bell: 'M12 3a1 1 0 0 1 1 1v.6A6 6 0 0 1 18 10.500V15l1.500 2v1h-15v-1L6 15v-4.500A6 6 0 0 1 11 4.600V4a1 1 0 0 1 1-1Zm-2 16h4a2 2 0 0 1-4 0Z',
  menu: 'M4 6h16v2H4zM4 11h16v2H4zM4 16h16v2H4z',
  close:
    'm6.400 5 5.600 5.600L17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400-5.600-5.600L6.400 19 5 17.600 10.600 12 5 6.400z',
  attach:
    'M16.500 6v11.500a4 4 0 0 1-8 0V5a2.500 2.500 0 0 1 5 0v10.500a1 1 0 0 1-2 0V6H10v9.500a2.500 2.500 0 0 0 5 0V5a4 4 0 0 0-8 0v12.500a5.500 5.500 0 0 0 11 0V6z',
  send: 'M4 4.500 21 12 4 19.500l2-6.500 8-1-8-1z',
  down: 'm6 9 6 6 6-6-1.400-1.400L12 12.200 7.400 7.600z',
  reply: 'M5 5h14v10h-7l-4 4v-4H5z M7 7v6h3v1.500l1.500-1.500H17V7z',
  eye: 'M12 6c5 0 8.500 4 9.500 6-1 2-4.500 6-9.500 6s-8.500-4-9.500-6C3.500 10 7 6 12 6Zm0 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0 2a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
  clock:
    'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 2a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm1 2v4.600l3 3-1.400 1.400-3.600-3.600V7z',
  check: 'm5 12.500 1.400-1.400 3.600 3.600 7.600-7.600L19 8.500l-9 9z',
  customer: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0 10c4.500 0 8 2.200 8 5v1H4v-1c0-2.800 3.500-5 8-5Z',
  team: 'M14.700 6.300a4 4 0 0 0-5.200 5.200L4 17v3h3l5.500-5.500a4 4 0 0 0 5.200-5.200l-2.500 2.500-2.500-.5-.5-2.500z',
  escalation: 'M12 4 22 20H2zm-1 6v5h2v-5zm0 6v2h2v-2z',
  managers: 'M9 4h6v3h5v12H4V7h5zm2 2v1h2V6zM4 12h16v1.500h-6V15h-4v-1.500H4z',
  direct:
    'M12 3a1 1 0 0 1 1 1v.6A6 6 0 0 1 18 10.500V15l1.500 2v1h-15v-1L6 15v-4.500A6 6 0 0 1 11 4.600V4a1 1 0 0 1 1-1Zm-2 16h4a2 2 0 0 1-4 0Z',
};

/** A decorative icon; its meaning is in the text beside it or in the button's label. */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" d=${PATHS[name]} /></svg>`;
}
