/** The queue ports on SQS: batches whose failed part is sent again, and dead letters that carry their reason. */
@NullMarked
package io.grantkeeper.aws.sqs;

import org.jspecify.annotations.NullMarked;
