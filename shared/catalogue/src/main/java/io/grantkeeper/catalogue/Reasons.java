package io.grantkeeper.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts the clues into sentences, most trusted first. */
final class Reasons {

    /** More would not help a reader. */
    private static final int MOST = 8;

    private Reasons() {}

    static List<Evidence> of(Clues clues, Finding finding, boolean firstParty) {
        List<Evidence> evidence = new ArrayList<>();
        if (clues.app().form().isAgentByType()) {
            String form = clues.app().form().words();
            evidence.add(new Evidence(EvidenceKind.AGENT_TYPE, "The provider lists it as " + form + "."));
        }
        clues.byClientId()
                .ifPresent(p -> evidence.add(
                        new Evidence(EvidenceKind.CLIENT_ID, "Its client id is that of " + about(p) + ".")));
        clues.vendors().forEach(vendor -> evidence.add(vendor(vendor)));
        clues.names().stream().limit(3).forEach(match -> evidence.add(name(match)));
        clues.words().ifPresent(words -> evidence.add(new Evidence(EvidenceKind.WORDS, inName(words))));
        clues.vendorWords()
                .ifPresent(words -> evidence.add(new Evidence(
                        EvidenceKind.WORDS, "Its vendor's name or domain says AI: " + words.words() + ".")));
        clues.permissions()
                .ifPresent(signal -> evidence.add(new Evidence(EvidenceKind.PERMISSIONS, signal.sentence())));
        evidence.sort(Comparator.comparing(Evidence::kind));
        Optional<Evidence> own = firstParty
                ? Optional.of(new Evidence(EvidenceKind.VERIFIED_PUBLISHER, "It is the provider's own app."))
                : Optional.empty();
        own.ifPresent(e -> evidence.add(0, e));
        List<Evidence> shown = new ArrayList<>(evidence.subList(0, Math.min(MOST, evidence.size())));
        finding.weighing().ifPresent(why -> shown.add(new Evidence(EvidenceKind.NAME, why)));
        return shown;
    }

    private static Evidence vendor(Vendor vendor) {
        Product first = vendor.products().getFirst();
        String who =
                first.publishers().isEmpty() ? first.name() : first.publishers().getFirst();
        String sells = vendor.sellsOnlyAi()
                ? "which makes AI products"
                : vendor.sellsNoAi() ? "which is not known for AI apps" : "which makes AI products and others";
        return switch (vendor.kind()) {
            case VERIFIED_PUBLISHER ->
                new Evidence(
                        vendor.kind(),
                        "The provider has verified its publisher, " + vendor.stated() + ", " + sells + ".");
            case DOMAIN -> new Evidence(vendor.kind(), vendor.stated() + " belongs to " + who + ", " + sells + ".");
            default -> new Evidence(vendor.kind(), "It names " + vendor.stated() + " as its publisher, " + sells + ".");
        };
    }

    private static Evidence name(NameMatch match) {
        String how =
                switch (match.fit()) {
                    case WHOLE, HEAD -> "Its name is that of ";
                    case START, WITHIN -> "Its name contains that of ";
                };
        String caution =
                switch (match.strength()) {
                    case DISTINCT -> "";
                    case WORD -> "; the name is also an ordinary word";
                    case SHARED -> "; others are called so too";
                };
        return new Evidence(EvidenceKind.NAME, how + about(match.product()) + caution + ".");
    }

    private static String inName(AiWords.Signal words) {
        return switch (words.strength()) {
            case STRONG -> "Its name has the word \"" + words.words() + "\".";
            case MODERATE -> "Its name has the word \"" + words.words() + "\", as AI products often do.";
            case WEAK -> "Its name has the word \"" + words.words() + "\", which AI products and others use.";
            case CONTRARY -> "In \"" + words.words() + "\" the word does not mean AI.";
        };
    }

    private static String about(Product product) {
        return product.name()
                + switch (product.role()) {
                    case PRODUCT -> ", an AI product";
                    case FEATURE -> ", the AI part of a larger product";
                    case SUITE -> ", which is no AI app but has AI features";
                    case NONE -> ", which is no AI app";
                };
    }
}
