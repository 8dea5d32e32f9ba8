package io.grantkeeper.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Formats clues as sentences, most trusted first. */
final class AppRecognitionReasons {

    /** The maximum number of reasons. A longer list would not help a reader. */
    private static final int MOST = 8;

    private AppRecognitionReasons() {}

    static List<AppRecognitionEvidence> format(
            AppRecognitionClues clues, UnformattedAppRecognition finding, boolean firstParty) {
        List<AppRecognitionEvidence> evidence = new ArrayList<>();
        if (clues.app().form().isAgentByType()) {
            String form = clues.app().form().description();
            evidence.add(new AppRecognitionEvidence(
                    AppRecognitionEvidenceKind.AGENT_TYPE, "The provider lists it as " + form + "."));
        }
        clues.byClientId()
                .ifPresent(p -> evidence.add(new AppRecognitionEvidence(
                        AppRecognitionEvidenceKind.CLIENT_ID, "Its client id belongs to " + describe(p) + ".")));
        clues.vendors().forEach(vendor -> evidence.add(vendorReason(vendor)));
        clues.names().stream().limit(3).forEach(match -> evidence.add(nameReason(match)));
        clues.words()
                .ifPresent(words ->
                        evidence.add(new AppRecognitionEvidence(AppRecognitionEvidenceKind.WORDS, wordReason(words))));
        clues.vendorWords()
                .ifPresent(words -> evidence.add(new AppRecognitionEvidence(
                        AppRecognitionEvidenceKind.WORDS,
                        "Its vendor's name or domain indicates AI: " + words.words() + ".")));
        clues.permissions()
                .ifPresent(signal -> evidence.add(
                        new AppRecognitionEvidence(AppRecognitionEvidenceKind.PERMISSIONS, signal.sentence())));
        evidence.sort(Comparator.comparing(AppRecognitionEvidence::kind));
        Optional<AppRecognitionEvidence> own = firstParty
                ? Optional.of(new AppRecognitionEvidence(
                        AppRecognitionEvidenceKind.VERIFIED_PUBLISHER, "It is the provider's own app."))
                : Optional.empty();
        own.ifPresent(e -> evidence.add(0, e));
        List<AppRecognitionEvidence> shown = new ArrayList<>(evidence.subList(0, Math.min(MOST, evidence.size())));
        finding.weighing()
                .ifPresent(why -> shown.add(new AppRecognitionEvidence(AppRecognitionEvidenceKind.NAME, why)));
        return shown;
    }

    private static AppRecognitionEvidence vendorReason(CatalogVendor vendor) {
        CatalogProduct first = vendor.products().getFirst();
        String who =
                first.publishers().isEmpty() ? first.name() : first.publishers().getFirst();
        String sells = vendor.sellsOnlyAi()
                ? "which makes AI products"
                : vendor.sellsNoAi() ? "which is not known for AI apps" : "which makes both AI and other products";
        return switch (vendor.kind()) {
            case VERIFIED_PUBLISHER ->
                new AppRecognitionEvidence(
                        vendor.kind(),
                        "The provider has verified its publisher, " + vendor.stated() + ", " + sells + ".");
            case DOMAIN ->
                new AppRecognitionEvidence(vendor.kind(), vendor.stated() + " belongs to " + who + ", " + sells + ".");
            default ->
                new AppRecognitionEvidence(
                        vendor.kind(), "It names " + vendor.stated() + " as its publisher, " + sells + ".");
        };
    }

    private static AppRecognitionEvidence nameReason(ProductNameMatch match) {
        String how =
                switch (match.fit()) {
                    case WHOLE, HEAD -> "Its name matches ";
                    case START, WITHIN -> "Its name contains ";
                };
        String caution =
                switch (match.strength()) {
                    case DISTINCT -> "";
                    case WORD -> "; the name has other meanings too";
                    case SHARED -> "; other products share the name";
                };
        return new AppRecognitionEvidence(
                AppRecognitionEvidenceKind.NAME, how + describe(match.product()) + caution + ".");
    }

    private static String wordReason(AiKeywordMatcher.Signal words) {
        return switch (words.strength()) {
            case STRONG -> "Its name contains the word \"" + words.words() + "\".";
            case MODERATE -> "Its name contains the word \"" + words.words() + "\", as AI products often do.";
            case WEAK -> "Its name contains the word \"" + words.words() + "\", which is not limited to AI products.";
            case CONTRARY -> "In \"" + words.words() + "\", no word refers to AI.";
        };
    }

    private static String describe(CatalogProduct product) {
        return product.name()
                + switch (product.role()) {
                    case PRODUCT -> ", an AI product";
                    case FEATURE -> ", an AI feature of a larger product";
                    case SUITE -> ", which is not an AI app but has AI features";
                    case NONE -> ", which is not an AI app";
                };
    }
}
