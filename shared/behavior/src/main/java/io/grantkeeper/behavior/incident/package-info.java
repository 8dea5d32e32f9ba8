/** Incidents: related signals and findings, across connections and providers. */
@NullMarked
package io.grantkeeper.behavior.incident;

import org.jspecify.annotations.NullMarked;
