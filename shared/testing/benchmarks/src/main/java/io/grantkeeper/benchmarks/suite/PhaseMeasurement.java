package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.aws.dynamodb.ConsumedCapacityTotals;

/**
 * The measurements of one phase of a benchmark.
 *
 * @param dynamoDb the consumed capacity that DynamoDB reported
 * @param streamRecords the number of records that the table's DynamoDB stream delivered; 0 if the phase does not read
 *     the stream
 * @param providerCalls the number of HTTP requests that the simulated tenants answered
 * @param peakHeapMegabytes the peak heap in use right after a garbage collection, including the simulated company and
 *     the embedded infrastructure
 */
record PhaseMeasurement(
        String phase,
        ConsumedCapacityTotals.Snapshot dynamoDb,
        int streamRecords,
        long providerCalls,
        double seconds,
        double grantsPerSecond,
        double peakHeapMegabytes) {}
