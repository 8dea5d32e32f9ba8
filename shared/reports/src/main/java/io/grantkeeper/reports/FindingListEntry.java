package io.grantkeeper.reports;

import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingGroup;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * An open finding, with the facts about its identity that a list of findings shows.
 *
 * @param provider the identity's provider; empty if the identity is no longer stored
 * @param name the identity's display name
 * @param product the name of the recognized product
 * @param owner the name of the most likely owner
 * @param ownerEmail the owner's address, if known
 * @param person the address of the first affected person, or that person's account if no address is known
 */
public record FindingListEntry(
        Finding finding,
        Optional<ProviderId> provider,
        String name,
        Optional<String> product,
        Optional<String> owner,
        Optional<String> ownerEmail,
        Optional<String> person) {
    private static final int SHORT_ID = 8;

    /** Creates an entry without an address of the affected person. */
    public FindingListEntry(
            Finding finding,
            Optional<ProviderId> provider,
            String name,
            Optional<String> product,
            Optional<String> owner,
            Optional<String> ownerEmail) {
        this(finding, provider, name, product, owner, ownerEmail, Optional.empty());
    }

    /** The header of the rows that {@link #cells} returns. */
    static final List<String> HEADER = List.of(
            "id",
            "severity",
            "type",
            "connection",
            "provider",
            "product",
            "identity",
            "name",
            "owner",
            "finding",
            "advice",
            "found at");

    /**
     * Returns the short id, which is derived from the identity and the finding's key and so never changes. The command
     * {@code show} accepts this id or a unique prefix of it.
     */
    public String id() {
        byte[] digest = Sha256.of(finding.identity() + "\n" + finding.key());
        return HexFormat.of().formatHex(digest).substring(0, SHORT_ID);
    }

    /** Returns the name of a finding type as options and files spell it, for example {@code shadow-ai}. */
    public static String code(FindingType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether the name of the finding's product or identity contains a string, ignoring case. */
    public boolean isAbout(String text) {
        return Stream.concat(product.stream(), Stream.of(name))
                .anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }

    /**
     * Returns whether the owner's name or address contains a string, ignoring case. For the string "none", returns
     * whether there is no owner.
     */
    public boolean isOwnedBy(String text) {
        return text.equalsIgnoreCase("none")
                ? owner.isEmpty()
                : Stream.concat(owner.stream(), ownerEmail.stream())
                        .anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }

    /**
     * Returns a stable key of the subject to which the finding belongs, for example one product, one person who left,
     * or one owner's old keys. Lists combine findings with the same subject.
     */
    public String subject() {
        return FindingGroup.keyOf(finding, new FindingGroup.Context(product, ownerEmail.or(() -> owner), person));
    }

    /**
     * Returns whether a list combines this finding and the other one into one line because they have the same subject
     * or the same text.
     */
    boolean isListedWith(FindingListEntry other) {
        return subject().equals(other.subject()) || looksLike(other);
    }

    private boolean looksLike(FindingListEntry other) {
        return finding.type() == other.finding.type()
                && finding.severity() == other.finding.severity()
                && finding.headline().equals(other.finding.headline())
                && provider.equals(other.provider)
                && product.equals(other.product)
                && owner.equals(other.owner)
                && name.equals(other.name);
    }

    /** Returns the finding's JSON, with the short id, the subject and the facts about its identity as additional members. */
    public ObjectNode json() {
        ObjectNode json = ModelJson.mapper().valueToTree(finding);
        json.put("id", id());
        json.put("provider", provider.map(ProviderId::value).orElse(null));
        json.put("product", product.orElse(null));
        json.put("name", name);
        json.put("owner", owner.orElse(null));
        json.put("subject", subject());
        return json;
    }

    List<String> cells() {
        return List.of(
                id(),
                ReportWording.severity(finding.severity()),
                code(finding.type()),
                finding.identity().connection().value(),
                provider.map(ProviderId::value).orElse(""),
                product.orElse(""),
                finding.identity().toString(),
                name,
                owner.orElse(""),
                finding.headline(),
                finding.advice(),
                ReportWording.second(finding.foundAt()));
    }

    /** Formats the time since the finding was made. */
    String age(Instant now) {
        return ReportWording.age(finding.foundAt(), now);
    }
}
