/**
 * Tests the console's screens in Chromium: each screen and state, accessibility in light and dark mode, use of the
 * queue by keyboard alone, small windows, hostile names, proofs in the browser, and printing.
 */
@NullMarked
package io.grantkeeper.testing.console;

import org.jspecify.annotations.NullMarked;
