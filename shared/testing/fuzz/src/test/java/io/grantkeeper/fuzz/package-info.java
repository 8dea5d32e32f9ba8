/**
 * Fuzz targets for the parsers of external input. Each build runs them with the inputs in {@code src/test/resources};
 * {@code scripts/fuzz} searches for further inputs that the parsers do not handle.
 */
package io.grantkeeper.fuzz;
