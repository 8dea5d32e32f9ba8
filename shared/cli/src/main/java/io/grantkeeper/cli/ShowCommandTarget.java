package io.grantkeeper.cli;

import io.grantkeeper.detection.InventoryProduct;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.reports.FindingListEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Something that {@code show} can show. */
sealed interface ShowCommandTarget {
    /** Returns the id, which identifies only this target. */
    String id();

    /** Returns the name that people know. */
    String name();

    /** Returns the kind of target, in words. */
    String what();

    record OneIdentity(IdentitySummary summary) implements ShowCommandTarget {
        @Override
        public String id() {
            return summary.id().toString();
        }

        @Override
        public String name() {
            return summary.displayName().text();
        }

        @Override
        public String what() {
            return summary.id().kind().displayName();
        }
    }

    record OneProduct(InventoryProduct product) implements ShowCommandTarget {
        @Override
        public String id() {
            return product.id();
        }

        @Override
        public String name() {
            return product.name();
        }

        @Override
        public String what() {
            return "product";
        }
    }

    record OneFinding(FindingListEntry entry) implements ShowCommandTarget {
        @Override
        public String id() {
            return entry.id();
        }

        @Override
        public String name() {
            return "%s %s".formatted(entry.name(), entry.finding().headline());
        }

        @Override
        public String what() {
            return "finding";
        }
    }

    /**
     * Returns the targets that a string identifies. The first of these steps that finds a target decides: targets with
     * this id; products with this name; identities with this name; targets whose id, external id or name starts with
     * the string. An id that also matches in case is preferred; otherwise, case is ignored.
     */
    static List<ShowCommandTarget> find(
            String text,
            List<IdentitySummary> identities,
            List<InventoryProduct> products,
            List<FindingListEntry> findings) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        List<ShowCommandTarget> all = new ArrayList<>();
        products.forEach(one -> all.add(new OneProduct(one)));
        identities.forEach(one -> all.add(new OneIdentity(one)));
        findings.forEach(one -> all.add(new OneFinding(one)));
        Predicate<ShowCommandTarget> named =
                one -> !(one instanceof OneFinding) && lower(one.name()).equals(wanted);
        return Stream.<Predicate<ShowCommandTarget>>of(
                        one -> one.id().equals(text.strip()),
                        one -> lower(one.id()).equals(wanted),
                        one -> one instanceof OneProduct && named.test(one),
                        named,
                        one -> startsWith(one, wanted))
                .map(tier -> all.stream().filter(tier).toList())
                .filter(matches -> !matches.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static boolean startsWith(ShowCommandTarget one, String wanted) {
        return switch (one) {
            case OneIdentity(IdentitySummary summary) ->
                Stream.of(one.id(), summary.id().externalId(), one.name())
                        .anyMatch(text -> lower(text).startsWith(wanted));
            case OneProduct _ ->
                lower(one.id()).startsWith(wanted) || lower(one.name()).startsWith(wanted);
            case OneFinding _ -> one.id().startsWith(wanted);
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
