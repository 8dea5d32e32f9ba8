/**
 * DynamoDB Local and ElasticMQ inside this process, on 127.0.0.1 only. For tests and the local suite: DynamoDB Local is
 * under Amazon's own licence and is never part of a function's bundle.
 */
@NullMarked
package io.grantkeeper.aws.local;

import org.jspecify.annotations.NullMarked;
