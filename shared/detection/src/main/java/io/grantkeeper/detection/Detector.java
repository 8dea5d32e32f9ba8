package io.grantkeeper.detection;

import io.grantkeeper.catalogue.AppCatalogue;
import io.grantkeeper.catalogue.Product;
import io.grantkeeper.catalogue.Recognition;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.permissions.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules as one: what a change means, what time brings, and what an identity is in sum. */
public final class Detector {
    private final Meaning meaning;
    private final Summarizer summarizer;
    private final Approvals approvals;
    private final ClockRules clockRules;
    private final UseReviewer useReviewer;
    private final LeaverRule leaverRule = new LeaverRule();
    private final List<ChangeRule> rules;

    public Detector(Permissions permissions, AppCatalogue catalogue, Approvals approvals, DetectionSettings settings) {
        this.meaning = new Meaning(permissions, catalogue);
        this.summarizer = new Summarizer(meaning);
        this.approvals = approvals;
        this.clockRules = new ClockRules(settings);
        this.useReviewer = new UseReviewer(meaning, settings);
        this.rules = List.of(
                new ShadowAiRule(meaning),
                new AppearanceRule(meaning),
                new ExpansionRule(meaning),
                new CredentialRule(),
                new VanishedRule(meaning));
    }

    /** With the vocabularies and the catalogue that ship with Grantkeeper. */
    public static Detector standard(Approvals approvals, DetectionSettings settings) {
        return new Detector(Permissions.standard(), AppCatalogue.standard(), approvals, settings);
    }

    /**
     * What a change means. Depends on stored rows alone, so that the same change delivered again means the same.
     *
     * @param identity the identity that holds the changed row
     * @param summary what was derived of the identity before, where anything was
     */
    public List<Finding> findings(
            Change change, Stored<NonHumanIdentity> identity, Optional<IdentitySummary> summary, Instant now) {
        Recognition recognition = meaning.recognise(identity.content(), scopes(change));
        boolean approved = approvals.covers(
                identity.content(), recognition.product().map(Product::id).map(Object::toString));
        Context context = new Context(identity.content(), identity.firstSeen(), summary, recognition, approved, now);
        return rules.stream()
                .flatMap(rule -> rule.findings(change, context).stream())
                .toList();
    }

    /** What time alone brings about. */
    public List<Finding> findings(IdentitySummary summary, Instant now) {
        return clockRules.findings(summary, now);
    }

    /** What an identity was seen to need of what it holds. */
    public ReviewedUse use(IdentityDossier dossier, Instant now) {
        return useReviewer.review(dossier, now);
    }

    /** Whether a newer finding about surplus access says nothing that an older one has not said. */
    public boolean saysNoMore(Finding newer, Finding older) {
        return OverPrivilegedRule.covers(older, newer);
    }

    /** Whether this write of a person's row is the one that made them a leaver. */
    public boolean left(Optional<Stored<Person>> before, Stored<Person> after) {
        return leaverRule.left(before, after);
    }

    /**
     * What a leaver means for an identity.
     *
     * @param owned whether they answered for it; otherwise it holds a grant of theirs
     */
    public Finding leaverFinding(IdentitySummary identity, Stored<Person> leaver, boolean owned, Instant now) {
        return leaverRule.finding(identity, leaver, owned, now);
    }

    /**
     * Whether an event can change who answers for an identity; if so, its summary is to be derived from all it holds.
     *
     * @param standing the summary that stands, where there is one
     */
    public boolean mayChangeOwner(AccessEvent event, Optional<IdentitySummary> standing) {
        return OwnerEvidence.mayChangeOwner(event, standing);
    }

    /** The summary of all that an identity holds. */
    public IdentitySummary summary(IdentityDossier dossier, Instant now) {
        return summarizer.whole(dossier, now);
    }

    /**
     * The summary after rows were added or grew; nothing else may have changed since {@code standing}.
     *
     * @param used the latest use that usage evidence showed, where it showed one
     */
    public IdentitySummary grownSummary(
            NonHumanIdentity identity,
            Instant firstSeen,
            Optional<IdentitySummary> standing,
            List<Stored<Grant>> grants,
            List<Stored<Credential>> credentials,
            Moment used,
            Instant now) {
        return summarizer.grown(identity, firstSeen, standing, grants, credentials, used, now);
    }

    private static Set<String> scopes(Change change) {
        return switch (change) {
            case Change.OfGrant(var _, Stored<Grant> after) ->
                Set.copyOf(after.content().scopes());
            case Change.OfCredential(var _, Stored<Credential> _),
                    Change.OfIdentity(var _, Stored<NonHumanIdentity> _) -> Set.of();
        };
    }
}
