package io.grantkeeper.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The index that maps client ids, domains, publishers and names to products. {@link CatalogCompiler} writes the index's
 * tables when this module is built. This class only looks entries up and parses a product's row on first use.
 */
final class CatalogIndex {

    /** The lookup tables. Vertical bars separate the values of a list. */
    enum Table {
        /** Maps a product id to the rest of the product's row. */
        PRODUCTS("products"),
        /** Maps the key of a spelling to the products with that name, each as {@code id=strength}. */
        NAMES("names"),
        /** Maps the key of a company's name to the company's products. */
        PUBLISHERS("publishers"),
        /** Maps a domain to the products that it belongs to. */
        DOMAINS("domains"),
        /** Maps a client id, in the form {@code provider=client id}, to one product. */
        CLIENT_IDS("client-ids"),
        /** Maps an id of a provider's own app, in the form {@code provider=id}, to the app's name. */
        OWN_APPS("own-apps");

        private final String fileName;

        Table(String word) {
            fileName = word + ".compiled.tsv";
        }

        String fileName() {
            return fileName;
        }
    }

    /**
     * A product that was found by one of its names.
     *
     * @param strength how strongly that name identifies the product
     */
    record Named(CatalogProduct product, ProductNameStrength strength) {}

    private final Function<Table, SortedLineTable> source;
    private final Map<Table, SortedLineTable> opened = new ConcurrentHashMap<>();
    private final Map<String, CatalogProduct> read = new ConcurrentHashMap<>();

    /**
     * Creates an index.
     *
     * @param source the function that loads a table; called once for each table that a lookup uses
     */
    CatalogIndex(Function<Table, SortedLineTable> source) {
        this.source = source;
    }

    /** Returns the index bundled with this module. */
    static CatalogIndex standard() {
        return new CatalogIndex(table -> SortedLineTable.read(table.fileName()));
    }

    Optional<CatalogProduct> withId(ProductId id) {
        return row(id.value());
    }

    /** Returns every product, ordered by id. */
    List<CatalogProduct> products() {
        return table(Table.PRODUCTS).lines().map(CatalogReader::product).toList();
    }

    Optional<CatalogProduct> withClientId(ProviderClientId id) {
        return find(Table.CLIENT_IDS, format(id)).map(this::product);
    }

    /** Returns whether this is an id of one of the provider's own apps. */
    boolean isOwnApp(ProviderClientId id) {
        return find(Table.OWN_APPS, format(id)).isPresent();
    }

    /**
     * Returns the products that this host belongs to or, if there are none, those of the nearest parent domain that the
     * catalog lists; empty if it lists neither.
     */
    List<CatalogProduct> onHost(String host) {
        for (String name = host; name.contains("."); name = parent(name)) {
            Optional<String> found = find(Table.DOMAINS, name);
            if (found.isPresent()) {
                return values(found.get()).map(this::product).toList();
            }
            // Anyone can publish on subdomains of auth0.com, so only auth0.com itself identifies Auth0.
            if (HostName.offersPublicSubdomains(parent(name)) && !name.startsWith("www.")) {
                return List.of();
            }
        }
        return List.of();
    }

    List<CatalogProduct> byPublisher(String publisher) {
        return find(Table.PUBLISHERS, NormalizedCompanyName.key(publisher)).stream()
                .flatMap(CatalogIndex::values)
                .map(this::product)
                .toList();
    }

    List<Named> byName(String key) {
        return find(Table.NAMES, key).stream()
                .flatMap(CatalogIndex::values)
                .map(this::parseNamed)
                .toList();
    }

    /** Formats a product's entry in the name table: its id and how strongly the name identifies it. */
    static String format(ProductId id, ProductNameStrength strength) {
        return id + "=" + strength.code();
    }

    static String format(ProviderClientId id) {
        return id.provider() + "=" + id.clientId();
    }

    private Named parseNamed(String value) {
        int equals = value.indexOf('=');
        return new Named(product(value.substring(0, equals)), CatalogReader.strength(value.substring(equals + 1)));
    }

    private CatalogProduct product(String id) {
        return row(id).orElseThrow(() -> new IllegalStateException("the lookup tables refer to the product '" + id
                + "', but the product table has no such row; rebuild this module with Maven"));
    }

    private Optional<CatalogProduct> row(String id) {
        CatalogProduct known = read.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<CatalogProduct> found = find(Table.PRODUCTS, id).map(rest -> CatalogReader.product(id + "\t" + rest));
        found.ifPresent(product -> read.put(id, product));
        return found;
    }

    private Optional<String> find(Table table, String key) {
        return table(table).find(key);
    }

    private SortedLineTable table(Table table) {
        return opened.computeIfAbsent(table, source);
    }

    private static Stream<String> values(String list) {
        return Arrays.stream(list.split("\\|", -1));
    }

    private static String parent(String name) {
        return name.substring(name.indexOf('.') + 1);
    }
}
