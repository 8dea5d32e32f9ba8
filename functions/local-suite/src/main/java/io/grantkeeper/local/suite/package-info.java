/**
 * Every function of Grantkeeper in one process: the same handlers and adapters as in AWS, over DynamoDB Local and
 * ElasticMQ. What AWS does between functions (polling queues, following the stream, the front door) is done by pumps.
 */
@NullMarked
package io.grantkeeper.local.suite;

import org.jspecify.annotations.NullMarked;
