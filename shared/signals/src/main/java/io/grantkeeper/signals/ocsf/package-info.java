/** Converts ledger entries to events of the Open Cybersecurity Schema Framework 1.8. */
@NullMarked
package io.grantkeeper.signals.ocsf;

import org.jspecify.annotations.NullMarked;
