package io.grantkeeper.functions.enforce;

import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.enforcement.ControlEnforcement;
import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.enforcement.EnforcePolicies.Company;
import io.grantkeeper.enforcement.PolicyExceptions;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.record.EnforcementRecorder;
import io.grantkeeper.owners.alerts.NoticeSender;
import io.grantkeeper.owners.answers.RevokerProvider;
import io.grantkeeper.owners.revocation.CompleteListingCheck;
import io.grantkeeper.policy.enforcement.ViolationStore;
import io.grantkeeper.policy.store.PolicyStore;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds enforcement for both the function and the command line. */
public final class EnforcementFactory {
    private EnforcementFactory() {}

    /** The stores that enforcement uses. */
    public record Stores(
            PolicyStore policies,
            AccessStore access,
            ViolationStore breaches,
            QuestionStore questions,
            AlertDeliveryStore sends,
            PendingEntryStore entries,
            SaltStore salts) {}

    public static EnforcePolicies enforcement(
            Stores stores,
            RevokerProvider revokers,
            CompleteListingCheck listings,
            AlertChannelFactory channels,
            Company company,
            Clock clock) {
        return new EnforcePolicies(
                stores.policies(),
                stores.access(),
                stores.breaches(),
                revokers,
                listings,
                PolicyExceptions.byOwners(stores.questions()),
                new OwnerWarningSender(
                        new NoticeSender(stores.sends(), channels.inOrder(), channels.settings(), clock)),
                company,
                clock);
    }

    public static ControlEnforcement control(Stores stores, Clock clock) {
        return new ControlEnforcement(
                stores.breaches(), new EnforcementRecorder(stores.entries(), stores.salts(), clock), clock);
    }

    /**
     * Returns the facts about the company that policies use.
     *
     * @param approved the approved identities
     * @param tags the tags, each with the IDs, product IDs or client IDs of the identities that have the tag
     */
    public static Company company(Collection<String> approved, Map<String, List<String>> tags) {
        Map<String, ApprovedIdentities> carried = new HashMap<>();
        tags.forEach((tag, names) -> carried.put(tag, ApprovedIdentities.of(names)));
        return new Company(ApprovedIdentities.of(approved), carried);
    }
}
