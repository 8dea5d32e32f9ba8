/** Tests that the Entra double behaves like Graph: paging, permissions, quotas, batches and deltas. */
@NullMarked
package io.grantkeeper.simulator.entra;

import org.jspecify.annotations.NullMarked;
