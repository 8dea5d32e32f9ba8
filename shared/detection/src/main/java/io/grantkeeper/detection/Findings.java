package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
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

/** Builds one finding, member by member; what is not said is unknown or empty. */
final class Findings {
    private final Context context;
    private final FindingType type;
    private final String discriminator;
    private final Severity severity;
    private final String headline;
    private List<String> before = List.of();
    private List<String> after = List.of();
    private final List<String> reasons = new ArrayList<>();
    private String advice = "Keep it, reduce it or have it revoked.";
    private Knowledge<PersonId> cause = Knowledge.unknown();
    private List<PersonId> affected = List.of();
    private Instant foundAt;

    private Findings(Context context, FindingType type, String discriminator, Severity severity, String headline) {
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
     * @param discriminator tells apart findings of the same type about one identity; the same for the same change
     * @param headline without the identity's name: "can now read all of your mail"
     */
    static Findings finding(
            Context context, FindingType type, String discriminator, Severity severity, String headline) {
        return new Findings(context, type, discriminator, severity, headline);
    }

    Findings was(List<String> words) {
        before = words;
        return this;
    }

    Findings is(List<String> words) {
        after = words;
        return this;
    }

    Findings because(String reason) {
        reasons.add(reason);
        return this;
    }

    Findings because(List<String> more) {
        reasons.addAll(more);
        return this;
    }

    Findings advise(String words) {
        advice = words;
        return this;
    }

    /** Takes cause and affected person from a grant. */
    Findings about(Grant grant) {
        cause = grant.grantedBy();
        affected = switch (grant.subject()) {
            case GrantSubject.OnePerson(PersonId person) -> List.of(person);
            case GrantSubject.WholeTenant _ -> List.of();
        };
        return this;
    }

    Findings foundAt(Instant instant) {
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
                advice,
                cause,
                affected,
                foundAt,
                Optional.empty(),
                Optional.empty());
    }
}
