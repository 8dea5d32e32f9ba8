/**
 * Approvals of record: what the company has decided about an identity, which access the decision covers, and until when.
 * They are not the approvals of single access requests, which the decision point handles.
 */
@NullMarked
package io.grantkeeper.identity.approval;

import org.jspecify.annotations.NullMarked;
