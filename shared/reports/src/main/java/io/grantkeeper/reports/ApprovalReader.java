package io.grantkeeper.reports;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.catalog.CatalogProduct;
import io.grantkeeper.detection.ApprovalStatus;
import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.detection.DetectionSettings;
import io.grantkeeper.detection.Detector;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.IdentityRecord;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads whether identities are approved and how they depart from their approval. */
public final class ApprovalReader {
    private final TenantId tenant;
    private final ApprovalOfRecordStore approvals;
    private final InventoryReader names;
    private final Predicate<IdentityId> isAsked;
    private final Detector detector;
    private final Clock clock;

    /**
     * Creates a reader.
     *
     * @param listed the entries of the configuration's list of approved identities
     * @param isAsked returns whether a question about an identity is waiting for an answer
     */
    public ApprovalReader(
            TenantId tenant,
            ApprovalOfRecordStore approvals,
            InventoryReader names,
            Collection<String> listed,
            Predicate<IdentityId> isAsked,
            Clock clock) {
        this.tenant = tenant;
        this.approvals = approvals;
        this.names = names;
        this.isAsked = isAsked;
        this.detector = Detector.standard(ApprovedIdentities.of(listed), DetectionSettings.standard());
        this.clock = clock;
    }

    /** Returns the approval state of an identity, with the drift from its approval. */
    public ApprovalStatus status(IdentityRecord identityRecord) {
        List<ApprovalOfRecord> covering = approvals.findAll(
                tenant,
                ApprovalSubject.covering(
                        identityRecord.identity().content(),
                        identityRecord.summary().flatMap(IdentitySummary::product)));
        return detector.approvalStatus(
                identityRecord,
                covering,
                isAsked.test(identityRecord.identity().content().id()),
                names::name,
                clock.instant());
    }

    /**
     * Returns the subject that a string identifies. The string can be a subject in text form, an identity's id or a
     * product's id; any other string is a client id.
     *
     * @throws IllegalArgumentException if the string is blank
     */
    public static ApprovalSubject subject(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "the subject must be an identity's id, a product's id or a client id, for example otter-ai");
        }
        if (text.startsWith(ApprovalSubject.IDENTITY)
                || text.startsWith(ApprovalSubject.PRODUCT)
                || text.startsWith(ApprovalSubject.CLIENT)) {
            return ApprovalSubject.parse(text);
        }
        Optional<IdentityId> identity = identity(text);
        if (identity.isPresent()) {
            return new ApprovalSubject.OneIdentity(identity.get());
        }
        String product = text.strip().toLowerCase(Locale.ROOT);
        boolean known = AppCatalog.standard().products().stream()
                .map(CatalogProduct::id)
                .anyMatch(id -> id.toString().equals(product));
        return known ? new ApprovalSubject.OfProduct(product) : new ApprovalSubject.OfClient(text);
    }

    private static Optional<IdentityId> identity(String text) {
        try {
            return text.contains("/") ? Optional.of(IdentityId.parse(text)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
