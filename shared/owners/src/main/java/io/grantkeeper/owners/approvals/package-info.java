/** Records people's decisions about identities, and closes the findings that the decisions answer. */
@NullMarked
package io.grantkeeper.owners.approvals;

import org.jspecify.annotations.NullMarked;
