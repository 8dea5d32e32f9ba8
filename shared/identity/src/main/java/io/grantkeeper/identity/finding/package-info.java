/** Findings, and the summary of each identity. Detection writes them; alerts, reports and users read them. */
@NullMarked
package io.grantkeeper.identity.finding;

import org.jspecify.annotations.NullMarked;
