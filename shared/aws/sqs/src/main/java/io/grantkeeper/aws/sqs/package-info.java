/**
 * Implements the queue ports on SQS. Work queues resend the part of a batch that failed; messages in the parking queue
 * state why they were moved there.
 */
@NullMarked
package io.grantkeeper.aws.sqs;

import org.jspecify.annotations.NullMarked;
