package io.grantkeeper.functions.climbladder;

import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.alerts.ChannelException;
import io.grantkeeper.alerts.TeamNotices;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.ladder.LadderEvidence;
import io.grantkeeper.policy.ladder.LadderNews;
import io.grantkeeper.policy.ladder.Promotion;
import io.grantkeeper.policy.store.StoredPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Tells the security team in the words of the ladder. A channel that is down keeps no policy from stepping down; of a
 * proposal the next review tells again.
 */
final class TeamNews implements LadderNews {
    /** Whom the messages are about: the part of Grantkeeper that weighs. */
    private static final IdentityId ABOUT = IdentityId.parse("grantkeeper/service-account/climb-ladder");

    private final Logger log = Logs.of(TeamNews.class);
    private final TeamNotices notices;

    TeamNews(TeamNotices notices) {
        this.notices = notices;
    }

    @Override
    public void proposed(TenantId tenant, Promotion promotion) {
        LadderEvidence evidence = promotion.evidence();
        tell(
                tenant,
                new TeamNotices.Notice(
                        "ladder/%s/%s/%s"
                                .formatted(promotion.policy(), evidence.version(), promotion.proposedAt()),
                        ABOUT,
                        Severity.LOW,
                        "The policy '%s' may climb to %s"
                                .formatted(promotion.policy(), promotion.to().code()),
                        "A proposal on the trust ladder",
                        List.of(
                                "It forbade %s actions, or would have."
                                        .formatted(evidence.blocks().inWords()),
                                "Of what people answered for, they let through %s."
                                        .formatted(evidence.falseBlocks().inWords()),
                                "Concerned are %d identities and %d people."
                                        .formatted(evidence.identities(), evidence.people()),
                                "Look at it with 'grantkeeper policy propose %s', then approve or decline it."
                                        .formatted(promotion.policy()))));
    }

    @Override
    public void steppedDown(TenantId tenant, StoredPolicy policy, Stage to, String reason) {
        tell(
                tenant,
                new TeamNotices.Notice(
                        "ladder/%s/%s/%s/down".formatted(policy.name(), policy.version(), policy.since()),
                        ABOUT,
                        Severity.HIGH,
                        "The policy '%s' steps down to %s".formatted(policy.name(), to.code()),
                        "A step down on the trust ladder",
                        List.of(
                                reason.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + reason.substring(1) + ".",
                                "What it blocked runs again, or can be asked for. Change its text, or let it climb again.")));
    }

    private void tell(TenantId tenant, TeamNotices.Notice notice) {
        try {
            var _ = notices.tellTeam(tenant, notice);
        } catch (ChannelException e) {
            log.log(Level.WARNING, "the security team was not told of the ladder: {0}", e.reason());
        }
    }
}
