package io.grantkeeper.local.suite;

import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSendStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSweepStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.SweepStore;

/** The stores that reports are read from. */
public final class SuiteStores {
    private final DynamoDbTable table;

    SuiteStores(DynamoDbTable table) {
        this.table = table;
    }

    public AccessStore access() {
        return new DynamoDbAccessStore(table);
    }

    public FindingStore findings() {
        return new DynamoDbFindingStore(table);
    }

    public SweepStore sweeps() {
        return new DynamoDbSweepStore(table);
    }

    public SendStore sends() {
        return new DynamoDbSendStore(table);
    }
}
