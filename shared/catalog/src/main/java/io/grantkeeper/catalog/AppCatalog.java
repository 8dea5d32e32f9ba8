package io.grantkeeper.catalog;

import java.util.List;
import java.util.Optional;

/**
 * The products that Grantkeeper knows, and the recognizer that matches apps to them. Immutable and thread-safe.
 * Recognizing one app takes well under a millisecond and never throws, whatever the description contains.
 */
public final class AppCatalog {

    private final CatalogIndex index;

    AppCatalog(CatalogIndex index) {
        this.index = index;
    }

    /** Returns the catalog that is bundled with this module. The catalog is opened on first use. */
    public static AppCatalog standard() {
        return Standard.INSTANCE;
    }

    /** Decides whether an app is an AI app or agent, and which product it is. */
    public AppRecognition recognize(AppDescription app) {
        return new AppRecognitionScorer(AppRecognitionClueFinder.find(app.bounded(), index)).classify();
    }

    /**
     * Returns whether a host belongs to the provider itself. Hosts on which the public or a customer can publish do not.
     *
     * @param host a host or URL
     */
    public boolean isHostOfProvider(String provider, String host) {
        AppDescription app = AppDescription.named(provider, "").withDomains(host);
        return FirstPartyApps.hasOnlyHostsOfProvider(AppRecognitionClueFinder.find(app.bounded(), index));
    }

    /** Returns the product with this id; empty if the catalog does not list it. */
    public Optional<CatalogProduct> find(ProductId id) {
        return index.withId(id);
    }

    /** Returns every product, AI or not, ordered by id. */
    public List<CatalogProduct> products() {
        return index.products();
    }

    private static final class Standard {
        static final AppCatalog INSTANCE = new AppCatalog(CatalogIndex.standard());
    }
}
