package io.grantkeeper.functions.promotepolicies;

import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.NoticeSender;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.ladder.PolicyStageNotifier;
import io.grantkeeper.policy.ladder.PromotionEvidence;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.store.StoredPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Notifies the security team of proposals and demotions. An unavailable channel does not block a demotion. If the
 * notice of a proposal could not be sent, the next evaluation of the policies tries again.
 */
final class SecurityTeamPolicyStageNotifier implements PolicyStageNotifier {
    /** The identity that the notices are about: Grantkeeper's own function {@code promote-policies}. */
    private static final IdentityId ABOUT = IdentityId.parse("grantkeeper/service-account/promote-policies");

    private final Logger log = FunctionLoggers.of(SecurityTeamPolicyStageNotifier.class);
    private final NoticeSender notices;

    SecurityTeamPolicyStageNotifier(NoticeSender notices) {
        this.notices = notices;
    }

    @Override
    public void proposed(TenantId tenant, PromotionProposal promotion) {
        PromotionEvidence evidence = promotion.evidence();
        notifyTeam(
                tenant,
                new NoticeSender.Notice(
                        "ladder/%s/%s/%s".formatted(promotion.policy(), evidence.version(), promotion.proposedAt()),
                        ABOUT,
                        Severity.LOW,
                        "Policy '%s' can be promoted to %s"
                                .formatted(promotion.policy(), promotion.to().code()),
                        "A proposed promotion on the trust ladder",
                        List.of(
                                "Share of actions that the policy blocked or would have blocked: %s."
                                        .formatted(evidence.blocks().inWords()),
                                "Of the blocked actions that people answered questions about, they allowed: %s."
                                        .formatted(evidence.falseBlocks().inWords()),
                                "The policy blocked or would have blocked %d identities, which acted on behalf of %d people."
                                        .formatted(evidence.identities(), evidence.people()),
                                "Review the proposal with 'grantkeeper policy propose %s', then approve or decline it."
                                        .formatted(promotion.policy()))));
    }

    @Override
    public void demoted(TenantId tenant, StoredPolicy policy, PolicyStage to, String reason) {
        notifyTeam(
                tenant,
                new NoticeSender.Notice(
                        "ladder/%s/%s/%s/down".formatted(policy.name(), policy.version(), policy.since()),
                        ABOUT,
                        Severity.HIGH,
                        "Policy '%s' is demoted to %s".formatted(policy.name(), to.code()),
                        "A demotion on the trust ladder",
                        List.of(
                                reason.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + reason.substring(1) + ".",
                                "The actions that the policy blocked are now allowed or can be requested. Change the policy's text, or approve the policy's next promotion.")));
    }

    private void notifyTeam(TenantId tenant, NoticeSender.Notice notice) {
        try {
            var _ = notices.sendToTeam(tenant, notice);
        } catch (ChannelException e) {
            log.log(Level.WARNING, "the security team was not notified of a promotion or demotion: {0}", e.reason());
        }
    }
}
