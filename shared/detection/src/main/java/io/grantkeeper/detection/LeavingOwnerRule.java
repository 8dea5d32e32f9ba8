package io.grantkeeper.detection;

import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.LeavingOwnerFindings;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports an identity whose owner has a known last day at work, so that someone takes over before that day. */
final class LeavingOwnerRule {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private LeavingOwnerRule() {}

    static Finding finding(IdentitySummary identity, PersonId owner, String name, LocalDate lastDay, Instant now) {
        return new Finding(
                LeavingOwnerFindings.key(owner, lastDay),
                identity.id(),
                FindingType.OWNER_LEAVING,
                Severity.MEDIUM,
                FindingStatus.OPEN,
                "will lose its owner: the last day of %s is %s".formatted(name, DAY.format(lastDay)),
                List.of(),
                identity.reaches(),
                List.of(
                        "Access that no one takes over often remains without an owner.",
                        "The last day is confidential: only the manager and the security team are notified of it."),
                "Name a new owner before that day, or have its access revoked.",
                KnownOrUnknown.unknown(),
                List.of(owner),
                now,
                Optional.empty(),
                Optional.empty());
    }
}
