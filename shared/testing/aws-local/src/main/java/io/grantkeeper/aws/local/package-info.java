/**
 * DynamoDB Local and ElasticMQ in the current process, on 127.0.0.1 only. They are for tests and the local suite:
 * DynamoDB Local has Amazon's own license and is never part of a function's bundle.
 */
@NullMarked
package io.grantkeeper.aws.local;

import org.jspecify.annotations.NullMarked;
