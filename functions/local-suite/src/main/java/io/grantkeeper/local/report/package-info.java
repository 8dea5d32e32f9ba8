/** What people and machines are shown: inventory, findings, alerts, coverage; as tables and as JSON. */
@NullMarked
package io.grantkeeper.local.report;

import org.jspecify.annotations.NullMarked;
