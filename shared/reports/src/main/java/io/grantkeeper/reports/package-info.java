/** Reports for people and programs: inventory, findings, alerts and coverage, as tables and as JSON. */
@NullMarked
package io.grantkeeper.reports;

import org.jspecify.annotations.NullMarked;
