/**
 * A double of Microsoft Entra and Graph: one tenant whose users are the simulated company's people, with
 * Graph's paging, permissions, quotas and peculiarities. This package also contains the tenant's state.
 */
@NullMarked
package io.grantkeeper.simulator.entra;

import org.jspecify.annotations.NullMarked;
