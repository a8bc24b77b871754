caption a.txt 'A pier. JAPAN OUT'
cat >house.xsl <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="html"/>
  <xsl:template match="/sheet">
    <html><head><style><xsl:value-of select="css"/></style></head>
      <body><xsl:processing-instruction name="captionlint-cards"/></body></html>
  </xsl:template>
  <xsl:template match="/picture"><p><xsl:value-of select="restriction/@plain"/></p></xsl:template>
</xsl:stylesheet>
END
echo 'p { color: red }' >house.css
captionlint check --no-config --territory JP --format html --stylesheet house.xsl a.txt
expect_status 1
expect_output '<p>Not in Japan</p>'
expect_output 'p { color: red }'
# A wrong one is told before anything is read.
sed 's/select="css"/select="css["/' house.xsl >wrong.xsl
captionlint check --no-config --territory JP --format html --stylesheet wrong.xsl a.txt
expect_status 2
expect_error_lines 1
expect_error 'wrong.xsl:4: '
captionlint check --no-config --territory JP --format html --stylesheet none.xsl a.txt
expect_status 2
expect_error 'none.xsl: No such file'
# Nothing of the machine can be read by one.
sed 's/select="restriction\/@plain"/select="document('"'secret.xml'"')"/' house.xsl >spy.xsl
echo '<a>secret words</a>' >secret.xml
captionlint check --no-config --territory JP --format html --stylesheet spy.xsl a.txt
expect_status 2
expect_no_output 'secret words'
expect_error 'spy.xsl:7: '
# A picture that it does not get through is told in brief; the page is there all the same.
cat >deep.xsl <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="html"/>
  <xsl:template match="/sheet"><xsl:processing-instruction name="captionlint-cards"/></xsl:template>
  <xsl:template match="/picture" name="card">
    <xsl:choose>
      <xsl:when test="damage"><p><xsl:value-of select="damage/@rule"/></p></xsl:when>
      <xsl:otherwise><xsl:call-template name="card"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
END
captionlint check --no-config --territory JP --format html --stylesheet deep.xsl -o deep.html a.txt
expect_status 2
expect_error '1 of 1 cards are told in brief'
grep -q '<p>limit</p>' deep.html || fail "the page is not there"
