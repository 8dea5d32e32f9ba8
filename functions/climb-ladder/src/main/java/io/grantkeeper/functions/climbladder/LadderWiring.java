package io.grantkeeper.functions.climbladder;

import io.grantkeeper.alerts.TeamNotices;
import io.grantkeeper.functions.messaging.AlertChannels;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.record.LadderEntries;
import io.grantkeeper.policy.ladder.ClimbLadder;
import io.grantkeeper.policy.ladder.GovernPolicies;
import io.grantkeeper.policy.ladder.LadderNews;
import io.grantkeeper.policy.ladder.PeopleAnswers;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import java.time.Clock;

/** Builds the ladder, for the function and for the command line alike. */
public final class LadderWiring {
    private LadderWiring() {}

    /** What it stands on. */
    public record Stores(
            PolicyStore policies,
            PromotionStore promotions,
            DecisionLog decisions,
            ApprovalStore approvals,
            QuestionStore questions,
            EntryStore entries,
            Salts salts) {}

    public static ClimbLadder ladder(Stores stores, LadderNews news, Clock clock) {
        return new ClimbLadder(
                stores.policies(),
                stores.promotions(),
                stores.decisions(),
                () -> new PeopleAnswers(stores.approvals(), stores.questions()),
                new LadderEntries(stores.entries(), stores.salts(), clock),
                news,
                GovernPolicies::limits,
                clock);
    }

    /** Through the channels that alerts go through. */
    public static LadderNews news(SendStore sends, AlertChannels channels, Clock clock) {
        return new TeamNews(new TeamNotices(sends, channels.inOrder(), channels.settings(), clock));
    }
}
