package io.grantkeeper.identity.approval;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The identities that an approval of record is about. The text form starts with the kind: {@code identity:google-acme/oauth-client/1},
 * {@code product:otter-ai} or {@code client:1234.apps.example}.
 */
public sealed interface ApprovalSubject {
    /** One identity. */
    record OneIdentity(IdentityId identity) implements ApprovalSubject {
        @Override
        public String toString() {
            return IDENTITY + identity;
        }
    }

    /** All identities of a product in the catalog, at every provider. */
    record OfProduct(String product) implements ApprovalSubject {
        public OfProduct {
            product = normalized("product", product);
        }

        @Override
        public String toString() {
            return PRODUCT + product;
        }
    }

    /** The identities that have a client id, or another alias with this value, in every connection. */
    record OfClient(String client) implements ApprovalSubject {
        public OfClient {
            client = normalized("client", client);
        }

        @Override
        public String toString() {
            return CLIENT + client;
        }
    }

    /** The prefixes of the text form, one for each kind of subject. */
    String IDENTITY = "identity:";

    String PRODUCT = "product:";
    String CLIENT = "client:";

    /**
     * Parses the text form.
     *
     * @throws IllegalArgumentException if the text has another form; the message shows the valid ones
     */
    static ApprovalSubject parse(String text) {
        if (text.startsWith(IDENTITY)) {
            return new OneIdentity(IdentityId.parse(text.substring(IDENTITY.length())));
        }
        if (text.startsWith(PRODUCT)) {
            return new OfProduct(text.substring(PRODUCT.length()));
        }
        if (text.startsWith(CLIENT)) {
            return new OfClient(text.substring(CLIENT.length()));
        }
        throw new IllegalArgumentException(
                "a subject must be identity:CONNECTION/KIND/ID, product:PRODUCT or client:CLIENT-ID");
    }

    /**
     * Returns every subject that covers an identity, the most specific first: the identity itself, then its client ids
     * and other aliases, then its product. Display names are not subjects, because anyone can choose one.
     *
     * @param product the product's id in the catalog, if it was recognized
     */
    static List<ApprovalSubject> covering(NonHumanIdentity identity, Optional<String> product) {
        return Stream.of(
                        Stream.of(new OneIdentity(identity.id())),
                        identity.aliases().stream()
                                .map(Alias::value)
                                .filter(value -> !value.isBlank())
                                .map(OfClient::new)
                                .distinct(),
                        product.map(OfProduct::new).stream())
                .flatMap(subjects -> subjects)
                .map(ApprovalSubject.class::cast)
                .toList();
    }

    private static String normalized(String kind, String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the id of the %s must not be empty".formatted(kind));
        }
        return text;
    }
}
