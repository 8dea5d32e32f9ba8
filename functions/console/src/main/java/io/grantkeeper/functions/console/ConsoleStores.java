package io.grantkeeper.functions.console;

import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import java.time.Clock;
import java.util.List;

/** The stores that the console reads, and the tenant that it serves. */
record ConsoleStores(
        TenantId tenant,
        List<Connection> connections,
        ConnectorRegistry connectors,
        AccessStore access,
        FindingStore findings,
        QuestionStore questions,
        CampaignStore campaigns,
        ApprovalOfRecordStore approvals,
        SweepStore sweeps,
        PartitionDigestStore digests,
        RevocationStore revocations,
        PolicyStore policies,
        PromotionStore promotions,
        DecisionLog decisions,
        DecisionBatchStore batches,
        LogStore log,
        Clock clock) {
    ConsoleStores {
        connections = List.copyOf(connections);
    }
}
