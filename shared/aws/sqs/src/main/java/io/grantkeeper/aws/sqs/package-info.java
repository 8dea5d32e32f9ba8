/**
 * Implements the queue ports on SQS. If only a part of a batch fails, work queues resend that part. Messages in the
 * parking queue state why they were moved there.
 */
@NullMarked
package io.grantkeeper.aws.sqs;

import org.jspecify.annotations.NullMarked;
