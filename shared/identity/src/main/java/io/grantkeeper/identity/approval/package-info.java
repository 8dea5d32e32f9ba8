/**
 * Approvals of record: the company's decision about an identity, the access that the decision covers, and its end. They
 * are not the approvals of single access requests, which the decision point handles.
 */
@NullMarked
package io.grantkeeper.identity.approval;

import org.jspecify.annotations.NullMarked;
