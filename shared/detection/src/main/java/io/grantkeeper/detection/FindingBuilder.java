package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A builder for one finding. Values that are not set are unknown or empty. */
final class FindingBuilder {
    private final DetectionContext context;
    private final FindingType type;
    private final String discriminator;
    private final Severity severity;
    private final String headline;
    private List<String> before = List.of();
    private List<String> after = List.of();
    private final List<String> reasons = new ArrayList<>();
    private String nextStep = "Decide whether to keep, reduce or revoke the access.";
    private KnownOrUnknown<PersonId> cause = KnownOrUnknown.unknown();
    private List<PersonId> affected = List.of();
    private Instant foundAt;

    private FindingBuilder(
            DetectionContext context, FindingType type, String discriminator, Severity severity, String headline) {
        this.context = context;
        this.type = type;
        this.discriminator = discriminator;
        this.severity = severity;
        this.headline = headline;
        this.foundAt = context.now();
    }

    /**
     * Starts a finding.
     *
     * @param discriminator the part of the key that distinguishes findings of the same type about one identity; the
     *         same change always has the same discriminator
     * @param headline the headline without the identity's name, such as "can now read all of your mail"
     */
    static FindingBuilder finding(
            DetectionContext context, FindingType type, String discriminator, Severity severity, String headline) {
        return new FindingBuilder(context, type, discriminator, severity, headline);
    }

    FindingBuilder before(List<String> words) {
        before = words;
        return this;
    }

    FindingBuilder after(List<String> words) {
        after = words;
        return this;
    }

    FindingBuilder because(String reason) {
        reasons.add(reason);
        return this;
    }

    FindingBuilder because(List<String> more) {
        reasons.addAll(more);
        return this;
    }

    FindingBuilder advise(String words) {
        nextStep = words;
        return this;
    }

    /**
     * Sets the finding's cause and its affected people. The cause is the person who gave the grant. The affected person
     * is the one whose data the grant covers; if the grant covers the whole tenant, no person is set.
     */
    FindingBuilder about(Grant grant) {
        cause = grant.grantedBy();
        affected = switch (grant.subject()) {
            case GrantSubject.OnePerson(PersonId person) -> List.of(person);
            case GrantSubject.WholeTenant _ -> List.of();
        };
        return this;
    }

    FindingBuilder foundAt(Instant instant) {
        foundAt = instant;
        return this;
    }

    Finding build() {
        String key = type.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Finding(
                discriminator.isEmpty() ? key : key + "/" + discriminator,
                context.identity().id(),
                type,
                severity,
                FindingStatus.OPEN,
                headline,
                before,
                after,
                reasons,
                nextStep,
                cause,
                affected,
                foundAt,
                Optional.empty(),
                Optional.empty());
    }
}
