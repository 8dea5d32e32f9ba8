package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.stream.PendingSignal;

/** The keys of streams and signals. */
final class SignalItemKeys {
    static final String WAITING = "WAITING#";
    static final String DEAD = "DEAD#";

    private SignalItemKeys() {}

    static String streams(TenantId tenant) {
        return TableKeys.pk(tenant, TablePartition.SIGNAL_STREAMS, "");
    }

    static PrimaryKey stream(TenantId tenant, String id) {
        return new PrimaryKey(streams(tenant), TableKeys.sk(id));
    }

    static PrimaryKey followed(TenantId tenant) {
        return new PrimaryKey(TableKeys.pk(tenant, TablePartition.SIGNAL_STATE, ""), "FOLLOWED");
    }

    static String destination(TenantId tenant, String destination) {
        return TableKeys.pk(tenant, TablePartition.SIGNAL_DESTINATION, destination);
    }

    static PrimaryKey waiting(TenantId tenant, PendingSignal signal) {
        return new PrimaryKey(destination(tenant, signal.destination()), TableKeys.sk(WAITING + order(signal)));
    }

    static PrimaryKey dead(TenantId tenant, PendingSignal signal) {
        return new PrimaryKey(destination(tenant, signal.destination()), TableKeys.sk(DEAD + order(signal)));
    }

    private static String order(PendingSignal signal) {
        return TableAttributes.sortable(signal.at()) + "#" + signal.id();
    }
}
