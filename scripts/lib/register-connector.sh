# Sourced by new-connector: adds the module of $class in $module to the POMs and the connector to the registry.
insert() { sed -i.old -e "$2" "$1" && rm "$1.old"; } # FILE SED_EXPRESSION
dependency="<groupId>io.grantkeeper</groupId><artifactId>grantkeeper-connector-$package</artifactId>"
insert pom.xml "s|^    <module>shared/connectors/registry<|    <module>$module</module>\n&|
s|^ *<!-- new-connector adds above this line|      <dependency>$dependency<version>\${project.version}</version></dependency>\n&|"
for pom in shared/connectors/registry/pom.xml shared/testing/architecture/pom.xml; do
  insert "$pom" "s|^ *<!-- new-connector adds above this line|    <dependency>$dependency</dependency>\n&|"
done
registry=shared/connectors/registry/src/main/java/io/grantkeeper/connectors/ConnectorRegistry.java
insert "$registry" "s|^import io.grantkeeper.identity.ProviderId;|import io.grantkeeper.connectors.$package.${class}Connector;\n&|
s|^\( *\)// new-connector adds above this line|\1, new ${class}Connector()\n&|"
echo "registered in $registry"
