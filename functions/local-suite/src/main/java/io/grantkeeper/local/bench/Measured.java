package io.grantkeeper.local.bench;

import io.grantkeeper.aws.dynamodb.ConsumedUnits;

/**
 * What a phase took.
 *
 * @param dynamoDb what DynamoDB said the calls cost
 * @param streamRecords how many records the table's stream handed over; 0 where the phase does not read it
 * @param providerCalls HTTP requests that the two tenants answered
 * @param peakHeapMegabytes in use right after a collection, the simulated company and the embedded parts included
 */
record Measured(
        String phase,
        ConsumedUnits.Snapshot dynamoDb,
        int streamRecords,
        long providerCalls,
        double seconds,
        double grantsPerSecond,
        double peakHeapMegabytes) {}
