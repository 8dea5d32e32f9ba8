package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.stream.PendingSignal;

/** The keys of streams and signals. */
final class SignalKeys {
    static final String WAITING = "WAITING#";
    static final String DEAD = "DEAD#";

    private SignalKeys() {}

    static String streams(TenantId tenant) {
        return Keys.signalPartition(tenant, "STREAMS");
    }

    static Key stream(TenantId tenant, String id) {
        return new Key(streams(tenant), Keys.sk(id));
    }

    static Key followed(TenantId tenant) {
        return new Key(Keys.signalPartition(tenant, "STATE"), "FOLLOWED");
    }

    static String destination(TenantId tenant, String destination) {
        return Keys.signalPartition(tenant, "TO#" + destination);
    }

    static Key waiting(TenantId tenant, PendingSignal signal) {
        return new Key(destination(tenant, signal.destination()), Keys.sk(WAITING + order(signal)));
    }

    static Key dead(TenantId tenant, PendingSignal signal) {
        return new Key(destination(tenant, signal.destination()), Keys.sk(DEAD + order(signal)));
    }

    private static String order(PendingSignal signal) {
        return Attributes.sortable(signal.at()) + "#" + signal.id();
    }
}
