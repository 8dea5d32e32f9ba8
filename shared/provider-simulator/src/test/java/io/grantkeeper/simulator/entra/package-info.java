/** The Entra double keeps to what Graph does: paging, permissions, quotas, batches and deltas. */
@NullMarked
package io.grantkeeper.simulator.entra;

import org.jspecify.annotations.NullMarked;
