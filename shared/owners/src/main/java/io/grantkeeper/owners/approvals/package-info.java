/** The use case that records what a person decided about identities, and ends what the decision answers. */
@NullMarked
package io.grantkeeper.owners.approvals;

import org.jspecify.annotations.NullMarked;
