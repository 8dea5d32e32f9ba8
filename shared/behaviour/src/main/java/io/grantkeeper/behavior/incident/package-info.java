/** Incidents: signals and findings of one story, across connections and providers. */
@NullMarked
package io.grantkeeper.behavior.incident;

import org.jspecify.annotations.NullMarked;
