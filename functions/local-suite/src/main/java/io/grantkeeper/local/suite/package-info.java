/**
 * All of Grantkeeper's functions in one process: the same handlers and adapters as in AWS, over DynamoDB Local and
 * ElasticMQ. Pumps do what AWS does between functions: they poll queues and follow the stream. An HTTP server receives
 * requests.
 */
@NullMarked
package io.grantkeeper.local.suite;

import org.jspecify.annotations.NullMarked;
