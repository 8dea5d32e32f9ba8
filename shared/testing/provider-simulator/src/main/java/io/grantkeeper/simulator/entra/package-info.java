/**
 * A double of Microsoft Entra and Graph: one tenant whose users are the simulated company's people, with Graph's
 * paging, permissions, quotas and peculiarities. The tenant's state is also in this package.
 */
@NullMarked
package io.grantkeeper.simulator.entra;

import org.jspecify.annotations.NullMarked;
