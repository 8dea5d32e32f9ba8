package io.grantkeeper.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The products, by everything that can lead to one. What leads where was found when this module was built
 * ({@link CatalogueCompiler}); here it is looked up, and a product's row is read when it is first asked for.
 */
final class CatalogueIndex {

    /** The tables, and what their lines are about. A list of values is separated by vertical bars. */
    enum Table {
        /** Product id to the rest of the product's row. */
        PRODUCTS("products"),
        /** Key of a spelling to the products that go by it, each as {@code id=strength}. */
        NAMES("names"),
        /** Key of a company to its products. */
        PUBLISHERS("publishers"),
        /** Domain to its products. */
        DOMAINS("domains"),
        /** {@code provider=client id} to one product. */
        CLIENT_IDS("client-ids");

        private final String fileName;

        Table(String word) {
            fileName = word + ".compiled.tsv";
        }

        String fileName() {
            return fileName;
        }
    }

    /** A product under one spelling of its name. */
    record Named(Product product, NameStrength strength) {}

    private final Function<Table, SortedLines> source;
    private final Map<Table, SortedLines> opened = new ConcurrentHashMap<>();
    private final Map<String, Product> read = new ConcurrentHashMap<>();

    /** @param source asked once for each table that is looked into */
    CatalogueIndex(Function<Table, SortedLines> source) {
        this.source = source;
    }

    /** The index that comes with this module. */
    static CatalogueIndex standard() {
        return new CatalogueIndex(table -> SortedLines.read(table.fileName()));
    }

    Optional<Product> withId(ProductId id) {
        return row(id.value());
    }

    /** Every product, ordered by id. */
    List<Product> products() {
        return table(Table.PRODUCTS).lines().map(CatalogueReader::product).toList();
    }

    Optional<Product> withClientId(ProviderClientId id) {
        return find(Table.CLIENT_IDS, written(id)).map(this::product);
    }

    /** Products on this host or on a domain above it, the nearest first found. */
    List<Product> onHost(String host) {
        for (String name = host; name.contains("."); name = parent(name)) {
            Optional<String> found = find(Table.DOMAINS, name);
            if (found.isPresent()) {
                return values(found.get()).map(this::product).toList();
            }
            // What anyone can put up below auth0.com is not Auth0's, though auth0.com itself is.
            if (HostName.isGivenToAnyone(parent(name)) && !name.startsWith("www.")) {
                return List.of();
            }
        }
        return List.of();
    }

    List<Product> byPublisher(String publisher) {
        return find(Table.PUBLISHERS, PublisherName.key(publisher)).stream()
                .flatMap(CatalogueIndex::values)
                .map(this::product)
                .toList();
    }

    List<Named> named(String key) {
        return find(Table.NAMES, key).stream()
                .flatMap(CatalogueIndex::values)
                .map(this::namedIn)
                .toList();
    }

    /** How a spelling's line says which product goes by it, and how much that proves. */
    static String written(ProductId id, NameStrength strength) {
        return id + "=" + strength.word();
    }

    static String written(ProviderClientId id) {
        return id.provider() + "=" + id.clientId();
    }

    private Named namedIn(String value) {
        int equals = value.indexOf('=');
        return new Named(product(value.substring(0, equals)), CatalogueReader.strength(value.substring(equals + 1)));
    }

    private Product product(String id) {
        return row(id).orElseThrow(() ->
                new IllegalStateException("the tables name a product '" + id + "' of which they have no row"));
    }

    private Optional<Product> row(String id) {
        Product known = read.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Product> found = find(Table.PRODUCTS, id).map(rest -> CatalogueReader.product(id + "\t" + rest));
        found.ifPresent(product -> read.put(id, product));
        return found;
    }

    private Optional<String> find(Table table, String key) {
        return table(table).find(key);
    }

    private SortedLines table(Table table) {
        return opened.computeIfAbsent(table, source);
    }

    private static Stream<String> values(String list) {
        return Arrays.stream(list.split("\\|", -1));
    }

    private static String parent(String name) {
        return name.substring(name.indexOf('.') + 1);
    }
}
