/** Keeps checkpoints in a bucket, best one of another account with object lock. What is there is never written again. */
@NullMarked
package io.grantkeeper.aws.s3;

import org.jspecify.annotations.NullMarked;
